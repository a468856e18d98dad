-- What the catalog of an archived series says of its images: dimensions, size of a voxel, orientation, by path.
ALTER TABLE catalog ADD COLUMN images TEXT CHECK (images IS NULL OR json_valid(images));
