namespace TrafficRouting.Manifests;

/// <summary>Finds documents that say where requests go, and give no route: those for other gateways, namespaces or hosts.</summary>
internal static class DocumentEffects
{
    /// <summary>Counts documents without effect.</summary>
    /// <param name="documents">Where the documents begin, each with whether it says where requests go.</param>
    /// <param name="locations">Where what came of them is written.</param>
    public static int CountWithout(IEnumerable<(Position Start, bool SaysWhere)> documents, IEnumerable<SourceLocation> locations)
    {
        var written = locations.ToLookup(l => l.File, StringComparer.Ordinal);
        return documents.GroupBy(d => d.Start.File, StringComparer.Ordinal).Sum(file =>
        {
            var starts = file.OrderBy(d => (d.Start.Line, d.Start.Column)).ToList();
            var used = written[file.Key].Select(l => starts.FindLastIndex(d => (d.Start.Line, d.Start.Column).CompareTo((l.Line, l.Column)) <= 0)).ToHashSet();
            return starts.Index().Count(d => d.Item.SaysWhere && !used.Contains(d.Index));
        });
    }
}
