using System.Text.RegularExpressions;

namespace TrafficRouting.Rollouts.PostgreSql;

/// <summary>Where in PostgreSQL rollouts are kept.</summary>
public sealed partial class PostgreSqlRolloutStoreOptions
{
    /// <summary>Gets or sets the table, with its schema if need be; also the channel of the change feed. Lower-case letters, digits and underscores.</summary>
    /// <value>The default is <c>traffic_routing_rollouts</c>.</value>
    public string Table { get; set; } = "traffic_routing_rollouts";

    /// <summary>Gets or sets a value indicating whether the store creates its table when it is first used and the table is missing.</summary>
    /// <value>The default is <see langword="false"/>: the table was created by a script.</value>
    public bool CreateTable { get; set; }

    internal static PostgreSqlRolloutStoreOptions Check(PostgreSqlRolloutStoreOptions options) => options.Table is { Length: <= 63 } table && Name().IsMatch(table)
        ? options
        : throw new ArgumentException($"'{options.Table}' is no name for the Table; write up to 63 lower-case letters, digits and underscores, such as 'shop.rollouts'.", nameof(options));

    [GeneratedRegex(@"^[a-z_][a-z0-9_]*(\.[a-z_][a-z0-9_]*)?\z", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Name();
}
