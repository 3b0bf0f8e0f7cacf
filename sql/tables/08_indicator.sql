-- The indicators that the program knows, as its lexicon has them; written anew whenever the lexicon has changed.
CREATE TABLE IF NOT EXISTS indicator (
    canonical VARCHAR NOT NULL,         -- its id: gdp
    name VARCHAR NOT NULL,              -- its standard name
    indicator_group VARCHAR NOT NULL,   -- what it is about: 综合, 产业, 民生 …
    unit VARCHAR NOT NULL,              -- usual unit of the level, empty where it varies
    aspect VARCHAR NOT NULL,            -- what a main target usually gives: level | growth | change | rank
    direction VARCHAR NOT NULL,         -- up | down | ceiling | none
    parent VARCHAR NOT NULL             -- id of the indicator of which it is a part, else empty
);
