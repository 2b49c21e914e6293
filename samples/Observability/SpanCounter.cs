using System.Collections.Concurrent;
using System.Diagnostics;
using OpenTelemetry;

namespace Observability;

/// <summary>Counts ended spans by name, in place of an exporter.</summary>
internal sealed class SpanCounter : BaseProcessor<Activity>
{
    private readonly ConcurrentDictionary<string, int> _counts = new(StringComparer.Ordinal);

    public override void OnEnd(Activity data) => _counts.AddOrUpdate(data.DisplayName, 1, (_, count) => count + 1);

    public int Of(string name) => _counts.GetValueOrDefault(name);
}
