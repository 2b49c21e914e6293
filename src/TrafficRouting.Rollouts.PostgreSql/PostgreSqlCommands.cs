namespace TrafficRouting.Rollouts.PostgreSql;

/// <summary>The statements, each atomic by itself. A rollout has a row for its state, with no replica, one for each replica, and one for the lease.</summary>
internal sealed class PostgreSqlCommands(string table)
{
    // No replica can be called so.
    private const string Lease = "~lease";

    public string Channel { get; } = table.Replace('.', '_');

    public string Create { get; } = $"""
        create table if not exists {table} (
          name text not null,
          replica text not null,
          version bigint not null,
          body bytea not null,
          expires timestamptz not null default 'infinity',
          primary key (name, replica))
        """;

    public string Read { get; } = $"select version, body from {table} where name = $1 and replica = ''";

    public string List { get; } = $"select name from {table} where replica = '' order by name collate \"C\"";

    /// <summary>Parameters: name, version, body.</summary>
    public string Insert { get; } = $"""
        with written as (insert into {table} (name, replica, version, body) values ($1, '', $2, $3) on conflict do nothing returning name)
        select pg_notify('{table.Replace('.', '_')}', name) from written
        """;

    /// <summary>Parameters: name, version, body, expected version, what a state begins with.</summary>
    public string Update { get; } = $"""
        with written as (update {table} set version = $2, body = $3 where name = $1 and replica = '' and version = $4 and substring(body for length($5)) = $5 returning name)
        select pg_notify('{table.Replace('.', '_')}', name) from written
        """;

    /// <summary>Parameters: name, replica, body, duration.</summary>
    public string Publish { get; } = $"""
        insert into {table} (name, replica, version, body, expires) values ($1, $2, 0, $3, now() + $4)
        on conflict (name, replica) do update set body = excluded.body, expires = excluded.expires
        """;

    public string Collect { get; } = $"""
        with expired as (delete from {table} where name = $1 and replica not in ('', '{Lease}') and expires <= now())
        select replica, body from {table} where name = $1 and replica not in ('', '{Lease}') and expires > now()
        """;

    /// <summary>Parameters: name, replica, the body that was seen.</summary>
    public string Remove { get; } = $"delete from {table} where name = $1 and replica = $2 and body = $3";

    /// <summary>Parameters: name, replica as bytes, duration.</summary>
    public string TryLease { get; } = $"""
        insert into {table} as held (name, replica, version, body, expires) values ($1, '{Lease}', 0, $2, now() + $3)
        on conflict (name, replica) do update set body = excluded.body, expires = excluded.expires where held.expires <= now() or held.body = excluded.body
        returning 1
        """;
}
