// Tables of many numbers: one stop for the Tab key, arrow keys from number to number.
function startGrid(table) {
  const rows = [...table.rows].map((row) => [...row.cells].map((cell) => [...cell.querySelectorAll("button")]));
  const all = rows.flat(2);
  for (const button of all) button.tabIndex = -1;
  if (all.length) all[0].tabIndex = 0;

  function place(button) {
    for (const [row, cells] of rows.entries()) {
      for (const [column, buttons] of cells.entries()) {
        if (buttons.includes(button)) return { row, column, part: buttons.indexOf(button) };
      }
    }
    return null;
  }

  function along(button, step) {
    const line = rows[place(button).row].flat();
    return line[line.indexOf(button) + step];
  }

  function across(button, step) {
    const { row, column, part } = place(button);
    for (let next = row + step; next >= 0 && next < rows.length; next += step) {
      const filled = rows[next].map((buttons, at) => ({ buttons, far: Math.abs(at - column) })).filter((cell) => cell.buttons.length);
      if (filled.length) {
        const { buttons } = filled.reduce((best, cell) => (cell.far < best.far ? cell : best));
        return buttons[Math.min(part, buttons.length - 1)];
      }
    }
    return undefined;
  }

  const moves = {
    ArrowRight: (button) => along(button, 1),
    ArrowLeft: (button) => along(button, -1),
    ArrowDown: (button) => across(button, 1),
    ArrowUp: (button) => across(button, -1),
    Home: (button) => rows[place(button).row].flat()[0],
    End: (button) => rows[place(button).row].flat().at(-1),
  };
  table.addEventListener("keydown", (event) => {
    const move = moves[event.key];
    if (!move || !all.includes(event.target)) return;
    event.preventDefault();
    const next = move(event.target);
    if (next) next.focus();
  });
  table.addEventListener("focusin", (event) => {
    if (!all.includes(event.target)) return;
    for (const button of all) button.tabIndex = button === event.target ? 0 : -1;
  });
}
