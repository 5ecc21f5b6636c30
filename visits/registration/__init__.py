"""The rules of registration: which states a claim may take, who may move it, and how many seats there are."""
