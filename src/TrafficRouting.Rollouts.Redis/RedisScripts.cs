namespace TrafficRouting.Rollouts.Redis;

/// <summary>What must happen in one go on the server. Each script uses keys of one hash tag alone.</summary>
internal static class RedisScripts
{
    // The server's clock is the only one by which evidence expires.
    private const string Now = "local time = redis.call('TIME'); local now = time[1] * 1000 + math.floor(time[2] / 1000); ";

    /// <summary>Writes and tells: 1; another version is kept: 0; something else is kept: -1. Arguments: expected version, version, state, what a state begins with.</summary>
    public const string CompareAndSwap = """
        local kept = redis.call('HMGET', KEYS[1], 'version', 'state')
        if kept[1] and kept[2] then
          if string.sub(kept[2], 1, string.len(ARGV[4])) ~= ARGV[4] then return -1 end
        elseif redis.call('EXISTS', KEYS[1]) == 1 then return -1 end
        if (kept[1] or '0') ~= ARGV[1] then return 0 end
        redis.call('HSET', KEYS[1], 'version', ARGV[2], 'state', ARGV[3])
        redis.call('PUBLISH', KEYS[1], ARGV[2])
        return 1
        """;

    /// <summary>Arguments: replica, milliseconds to keep it, content.</summary>
    public const string Publish = Now + """
        redis.call('HSET', KEYS[1], ARGV[1], string.format('%.0f', now + ARGV[2]) .. ':' .. ARGV[3])
        if redis.call('PTTL', KEYS[1]) < tonumber(ARGV[2]) then redis.call('PEXPIRE', KEYS[1], ARGV[2]) end
        return 1
        """;

    /// <summary>Gives replicas and contents by turns, and deletes what has expired.</summary>
    public const string Collect = Now + """
        local all = redis.call('HGETALL', KEYS[1])
        local live = {}
        for i = 1, #all, 2 do
          local colon = string.find(all[i + 1], ':', 1, true)
          local expiry = colon and tonumber(string.sub(all[i + 1], 1, colon - 1))
          if expiry and expiry > now then
            live[#live + 1] = all[i]
            live[#live + 1] = string.sub(all[i + 1], colon + 1)
          elseif expiry then
            redis.call('HDEL', KEYS[1], all[i])
          end
        end
        return live
        """;

    /// <summary>Arguments: replica, the content that was seen.</summary>
    public const string Remove = """
        local kept = redis.call('HMGET', KEYS[1], ARGV[1])[1]
        local colon = kept and string.find(kept, ':', 1, true)
        if not colon or string.sub(kept, colon + 1) ~= ARGV[2] then return 0 end
        return redis.call('HDEL', KEYS[1], ARGV[1])
        """;

    /// <summary>Arguments: replica, milliseconds.</summary>
    public const string Lease = """
        local held = redis.call('GET', KEYS[1])
        if held and held ~= ARGV[1] then return 0 end
        if tonumber(ARGV[2]) > 0 then redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2]) else redis.call('DEL', KEYS[1]) end
        return 1
        """;
}
