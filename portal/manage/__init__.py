"""The screens of the desk that span apps."""
