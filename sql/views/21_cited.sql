-- v_cited: what a handout may cite, a row a figure, and a row for the words that answer a target in words: where each stands.
CREATE OR REPLACE VIEW v_cited AS
SELECT
    m.measure_id AS cited_id,                                          -- the figure's measure_id; of words 'words:' and the target's
    m.place, m.report_year, m.kind,
    r.title,                                                           -- as it stands over the text
    m.role, m.indicator, m.phrase, m.quote, m.sentence, m.figure_at, m.figure_ends_at, m.heading, m.path, m.address,
    m.start_offset, m.end_offset
FROM v_measures AS m JOIN report AS r USING (report_id)
UNION ALL
SELECT p.result_cited_id, p.place, p.result_report_year, p.result_kind, r.title, 'achieved', p.indicator, p.result, p.result,
    p.result_sentence,
    nullif(strpos(p.result_sentence, w.told), 0) - 1, nullif(strpos(p.result_sentence, w.told), 0) - 1 + length(w.told),
    p.result_heading, p.result_path, p.result_address, p.result_start, p.result_end
FROM v_plan_vs_actual AS p
JOIN pairing AS w ON w.target_id = p.target_id
JOIN report AS r ON r.report_id = w.told_report_id
WHERE p.result_id IS NULL;
