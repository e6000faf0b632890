-- Whether a device of the staff asked for an answer: it is kept, as its events are, and in no figure.
ALTER TABLE served ADD COLUMN staff boolean NOT NULL DEFAULT false;
