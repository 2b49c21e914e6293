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

#pragma warning disable MA0015 // The properties are the arguments of whoever configures the options.
    internal PostgreSqlRolloutStoreOptions Checked() => Table is not null && Name().IsMatch(Table) && Table.Length <= 63
        ? this
        : throw new ArgumentException($"'{Table}' is no name for the table; write up to 63 lower-case letters, digits and underscores, such as 'shop.rollouts'.", nameof(Table));
#pragma warning restore MA0015

    [GeneratedRegex(@"^[a-z_][a-z0-9_]*(\.[a-z_][a-z0-9_]*)?\z", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Name();
}
