using System.Globalization;
using System.Runtime.CompilerServices;

namespace TrafficRouting;

/// <summary>
/// What documents hand over beside the options, kept by reference. Goes with the documents' way through configuration keys
/// and with <see cref="TrafficRoutingOptionsReader"/>: sources give findings and locations in their snapshots.
/// </summary>
internal static class DocumentHandover
{
    private static readonly ConditionalWeakTable<object, string> s_sources = [];
    private static readonly ConditionalWeakTable<TrafficRoutingOptions, Read> s_reads = [];

    extension(object entry)
    {
        public string? Source
        {
            get => s_sources.TryGetValue(entry, out var source) ? source : null;
            set
            {
                if (value is null)
                    s_sources.Remove(entry);
                else
                    s_sources.AddOrUpdate(entry, value);
            }
        }
    }

    extension(TrafficRoutingOptions options)
    {
        public IList<Finding> Diagnostics => s_reads.GetOrCreateValue(options).Findings;

        public IList<DiagnosticEntry> HandedOver => s_reads.GetOrCreateValue(options).HandedOver;

        public string SectionPath
        {
            get => s_reads.TryGetValue(options, out var read) ? read.Path : "TrafficRouting";
            set => s_reads.GetOrCreateValue(options).Path = value;
        }
    }

    public static SourceLocation? LocationOf(object entry) => s_sources.TryGetValue(entry, out var source) ? Parse(source) : null;

    public static SourceLocation Parse(string source)
    {
        var parts = source.Split(':');
        var numbers = new List<int>();
        var end = parts.Length;
        while (end > 1 && numbers.Count < 2 && int.TryParse(parts[end - 1], NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            numbers.Insert(0, number);
            end--;
        }

        return new(string.Join(':', parts[..end]), numbers.ElementAtOrDefault(0), numbers.ElementAtOrDefault(1));
    }

    private sealed class Read
    {
        public List<Finding> Findings { get; } = [];

        public List<DiagnosticEntry> HandedOver { get; } = [];

        public string Path { get; set; } = "TrafficRouting";
    }
}
