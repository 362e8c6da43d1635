-- A tunnel goes in the transaction in which its connection does, not with the tombstone a month later.

grant delete on tunnel to postern_app;
