"""Portraits du commerce extérieur: a static site from the customs' open data.

Data goes one way: customs → portrait → figures → compute → exports → pages → site. A folder, a room,
imports only from those to its left and from those beside: ``french``, ``reference``, ``system``, and the modules
``context``, ``edition``, ``errors`` and ``tables``.
"""
