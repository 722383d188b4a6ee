"""What each verb of the program prints and returns; the work itself lies in the other rooms."""
