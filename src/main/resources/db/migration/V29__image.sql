-- Pictures: facts found when a picture is decoded, and crops that an editor has chosen.

alter table media
    -- Of the upright picture, in pixels. Null for other files, and for pictures stored before they were decoded.
    add column width       integer check (width between 1 and 65535),
    add column height      integer check (height between 1 and 65535),
    add column transparent boolean,
    add column animated    boolean,
    -- Placeholder (blurha.sh).
    add column blurhash    text check (char_length(blurhash) <= 200),
    -- Dominant colour.
    add column color       text check (color ~ '^#[0-9a-f]{6}$'),
    -- By ratio: {"16x9": {"x": 0, "y": 0.1, "width": 1, "height": 0.75}}, in fractions of the picture.
    add column crops       jsonb,
    add check (num_nulls(width, height, transparent, animated, blurhash, color) in (0, 6));
