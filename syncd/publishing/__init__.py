"""Publishing: the built sites to static storage, only what changed, in an order without dead links.

``built`` says what is to lie there, ``arrived`` what lies there, ``plan`` what has to travel,
``staging`` holds it still, ``rclone`` sends it, ``publication`` puts these together.
"""
