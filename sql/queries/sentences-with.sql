-- Every sentence that has these words, with its report and section.
-- $words: the words
-- $place: whose reports, optional
SELECT r.place, r.report_year, t.trail AS heading, s.text AS sentence, r.path, s.start_offset
FROM sentence AS s JOIN report AS r USING (report_id)
LEFT JOIN section AS t ON t.report_id = s.report_id AND t.section_index = s.section_index
WHERE contains(s.text, $words) AND ($place::VARCHAR IS NULL OR r.place = $place)
ORDER BY r.place, r.report_year, s.start_offset;
