-- The answers that are there go with their keys within a day; an id is read out of them as well.

comment on column idempotency_key.answer is 'The id of what the first request created, as {"id": ...}; {} where that is shown only once.';
