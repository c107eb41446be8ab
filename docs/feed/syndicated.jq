# syndicated.jq - stories of a day that several sources have printed
#
# What came again is known, and counts once.
#
# usage: jq -rs --arg day 2026-03-11 -f syndicated.jq marked/*.jsonl

map(select(.ndup.status != "too_short"))
| unique_by(.id)
| group_by(.ndup.story)[]
| select(any(.published | startswith($day)))
| sort_by(.published)
| (map(.source) | unique) as $sources
| select($sources | length > 1)
| "\(.[0].title): \(length) articles of \($sources | join(", "))"
