"""The fitting of a model: scikit-learn and scipy, imported by the training alone, never by the judging."""
