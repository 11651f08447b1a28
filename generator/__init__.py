"""Portraits du commerce extérieur: a static site from the customs' open data.

Data goes one way: customs → portrait → figures → compute → exports → pages → site. A folder imports only from those to
its left, and from those beside: ``french``, ``system``, ``reference``, and the modules for errors and editions.
"""
