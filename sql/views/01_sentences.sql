-- v_sentences: the sentences of each report, with whose it is and where they stand.
CREATE OR REPLACE VIEW v_sentences AS
SELECT
    r.place, r.report_year, r.kind,
    t.trail AS heading,                                                -- the headings above it, joined by ' / '
    t.role AS section_role,                                            -- review | plan | headline results | headline targets | …
    s.text AS sentence,                                                -- marks overlooked, line breaks inside it undone
    s.breaks,                                                          -- i, offset, i, offset …: where a character doesn't follow on the one before
    r.path, r.address,
    s.start_offset,                                                    -- where it begins in the file's text, in characters from 0
    s.end_offset,                                                      -- where it ends, exclusive
    s.section_index,                                                   -- number of its section in the report, from 0
    s.sentence_index,                                                  -- its number in the report, from 0
    s.report_id
FROM sentence AS s
JOIN report AS r USING (report_id)
LEFT JOIN section AS t ON t.report_id = s.report_id AND t.section_index = s.section_index;
