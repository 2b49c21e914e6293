using TrafficRouting.Http;

namespace TrafficRouting.Testing;

/// <summary>Runs cases against a table and takes down what they cover.</summary>
internal sealed class CaseRunner(RouteTable table) : IDisposable
{
    private Rehearsal? _rehearsal;

    public RoutingCoverage Coverage { get; } = new(table);

    public CaseResult Run(RoutingCase tested)
    {
        using var request = RowRequest.Of(tested.Row);
        var view = new HttpRequestView(request, table.Options.Host);
        var taken = table.Explain(in view);
        Coverage.Note(in view);
        var problems = new List<string>();
        if (tested.Service is not null && !tested.Service.Equals(taken.Service?.Name, StringComparison.OrdinalIgnoreCase))
            problems.Add($"expected the service {tested.Service}, but it is {taken.Service?.Name ?? "none"}");
        problems.AddRange(RowCheck.Problems(tested.Row, taken));
        if (tested.Sent is not null)
            problems.AddRange(Sent(tested, taken));
        return new(tested, problems, taken);
    }

    public void Dispose() => _rehearsal?.Dispose();

    private IEnumerable<string> Sent(RoutingCase tested, RouteExplanation taken)
    {
        _rehearsal ??= new(table.Options);
        var backends = taken.Backend is { } bound ? [bound.Name] : taken.Route?.Backends.Where(b => b.Weight > 0).Select(b => b.Backend.Name).ToList() ?? [];
        return backends.Count == 0
            ? tested.Sent!.Problems("the address called", _rehearsal.Send(tested.Row, backend: null))
            : backends.SelectMany(b => tested.Sent!.Problems(b, _rehearsal.Send(tested.Row, b)));
    }
}
