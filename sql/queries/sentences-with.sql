-- Every sentence that has these words, with its report and section.
-- $words: the words
-- $place: whose reports, optional
SELECT place, report_year, heading, sentence, path, start_offset
FROM v_sentences
WHERE contains(sentence, $words) AND ($place::VARCHAR IS NULL OR place = $place)
ORDER BY place, report_year, start_offset;
