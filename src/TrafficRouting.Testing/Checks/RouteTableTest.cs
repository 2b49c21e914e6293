using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace TrafficRouting.Testing;

/// <summary>
/// Checks a whole configuration against a table of requests and where they are expected to go, without sending anything.
/// Every row that fails is reported, with the reasons why each route was not taken.
/// </summary>
/// <seealso href="https://github.com/trafficrouting/trafficrouting/blob/main/docs/testing.md#check-a-route-table">Testing in the documentation</seealso>
public static class RouteTableTest
{
    /// <summary>The section read when none is named.</summary>
    public const string DefaultSection = "TrafficRouting";

    /// <summary>Checks a JSON file, such as <c>appsettings.json</c>.</summary>
    /// <param name="path">The file; a relative one is looked for beside the test's assembly, then in the working directory.</param>
    /// <param name="rows">The requests and where they are expected to go.</param>
    /// <param name="section">The configuration section.</param>
    /// <exception cref="TrafficRoutingAssertionException">A row failed.</exception>
    /// <exception cref="ArgumentException">A row's request, or the name of a header, cannot be read.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">The configuration is invalid.</exception>
    public static void CheckFile(string path, IEnumerable<RouteExpectation> rows, string section = DefaultSection)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var beside = Path.Combine(AppContext.BaseDirectory, path);
        var file = Path.GetFullPath(File.Exists(beside) ? beside : path);
        Check(new ConfigurationBuilder().AddJsonFile(file).Build().GetSection(section), rows);
    }

    /// <summary>Checks a section of any configuration, such as one that manifests feed.</summary>
    /// <param name="section">The section that holds <c>Services</c> and <c>Backends</c>.</param>
    /// <param name="rows">The requests and where they are expected to go.</param>
    /// <exception cref="TrafficRoutingAssertionException">A row failed, or the section is empty.</exception>
    /// <exception cref="ArgumentException">A row's request, or the name of a header, cannot be read.</exception>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">The configuration is invalid.</exception>
    public static void Check(IConfigurationSection section, IEnumerable<RouteExpectation> rows)
    {
        ArgumentNullException.ThrowIfNull(section);
        if (!section.Exists())
            throw new TrafficRoutingAssertionException($"The configuration has no section '{section.Path}'.");

        var read = TrafficRoutingOptionsReader.Read(section);
        var errors = read.Findings.Where(f => f.Severity is FindingSeverity.Error).Select(f => f.ToString()).ToList();
        Check(errors.Count == 0 ? read.Options : throw new OptionsValidationException(section.Path, typeof(TrafficRoutingOptions), errors), rows);
    }

    /// <summary>Checks options made in code.</summary>
    /// <param name="options">The options.</param>
    /// <param name="rows">The requests and where they are expected to go.</param>
    /// <exception cref="TrafficRoutingAssertionException">A row failed.</exception>
    /// <exception cref="ArgumentException">A row's request, or the name of a header, cannot be read.</exception>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">The options are invalid.</exception>
    public static void Check(TrafficRoutingOptions options, IEnumerable<RouteExpectation> rows) =>
        Check(RouteTable.Compile(options), rows);

    /// <summary>Checks a compiled table, such as the one in force in a running application.</summary>
    /// <param name="table">The table.</param>
    /// <param name="rows">The requests and where they are expected to go.</param>
    /// <exception cref="TrafficRoutingAssertionException">A row failed.</exception>
    /// <exception cref="ArgumentException">A row's request, or the name of a header, cannot be read.</exception>
    public static void Check(RouteTable table, IEnumerable<RouteExpectation> rows)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(rows);
        var all = rows.ToList();
        var failures = all.Select(row => RowCheck.Failure(table, row)).OfType<string>().ToList();
        if (failures.Count == 0)
            return;

        throw new TrafficRoutingAssertionException(
            $"{failures.Count} of {all.Count} requests do not go where they are expected to.\n\n{string.Join("\n\n", failures)}");
    }
}
