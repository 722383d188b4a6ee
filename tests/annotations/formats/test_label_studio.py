"""Label Studio tasks and configuration."""

from lxml import etree

from annotations.formats import label_studio

TEXT = "Stromal cells (MSCs) lowered IL-6 in kidneys."
RELATION = {"type": "EFFECT", "from": "a", "to": "t", "direction": "decrease", "location": ["k"], "citations": [4]}


def task_of(read_sentence, **options):
    mentions = "a=CELL_THERAPY:Stromal cells|MSC; t=CYTOKINE:IL-6|IL6; k=ANATOMY:kidneys"
    return label_studio.write(read_sentence(TEXT, mentions, [RELATION]), **options)


def test_configuration_names_every_label():
    root = etree.fromstring(label_studio.config())
    assert len(root.findall(".//Label")) == 17
    names = {element.get("value") for element in root.findall(".//Relation")}
    assert {"EFFECT", "TRIAL_ATTRIBUTE", "decrease", "negated", "loss", "elliptic", "SAME_AS"} <= names
    assert not {"asserted", "none"} & names


def test_attributes_of_a_relation_are_labels_of_it(read_sentence):
    result = task_of(read_sentence)["annotations"][0]["result"]
    (relation,) = (item for item in result if item["type"] == "relation")
    assert relation["labels"] == ["EFFECT", "decrease", "at s.1#k", "citation 4"]


def test_output_of_a_model_is_offered_as_prediction(read_sentence):
    task = task_of(read_sentence, predicted=True)
    assert "annotations" not in task
    assert label_studio.read(task).relations[0].direction == "decrease"


def test_region_added_by_hand_needs_neither_concept_nor_meta(read_sentence):
    task = task_of(read_sentence)
    place = {"start": 15, "end": 19, "text": "MSCs", "labels": ["CELL_THERAPY"]}
    task["annotations"][0]["result"].append({"id": "x7Yz", "type": "labels", "value": place})
    mention = label_studio.read(task).mentions[-1]
    assert (mention.id, mention.text, mention.concept, mention.same_as) == ("x7Yz", "MSCs", None, None)
