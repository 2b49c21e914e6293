using System.Globalization;

namespace TrafficRouting.Benchmarks.Reloads;

/// <summary>
/// What loads and changes cost at 10, 100 and 1,000 services, beside what they would cost if nothing of ours took part. Each line is held
/// to its bound at the largest number; beyond twice the bound the program exits with 1.
/// </summary>
internal sealed class ReloadCost
{
    private const int Slack = 2;
    private static readonly int[] Sizes = [10, 100, 1_000];
    private bool _isBroken;

    /// <summary>Measures all, or one part: json, documents or tables.</summary>
    public static int Run(string? part = null)
    {
        var run = new ReloadCost();
        if (part is null or "json")
            run.OfJson();
        if (part is null or "documents")
            run.OfDocuments();
        if (part is null or "tables")
            run.OfTables();
        return run._isBroken ? 1 : 0;
    }

    private void OfJson()
    {
        foreach (var services in Sizes)
        {
            var isLargest = services == Sizes[^1];
            using var json = new JsonReload(services);
            Print($"appsettings.json, {services} services x 10: load", Cost.Median(3, _ => LoadOf(() => new JsonReload(services), loaded => loaded.Load)), isLargest ? 500 : null, null);
            var changes = Enumerable.Range(0, 7).Select(_ => json.Change()).ToList();
            Print($"appsettings.json, {services} services x 10: .NET's own reading of the file", Cost.Median(7, i => changes[i].Parse), null, null);
            Print($"appsettings.json, {services} services x 10: one weight changed, beyond that", Cost.Median(7, i => changes[i].Beyond), isLargest ? 15 : null, isLargest ? 3 : null);
            Stalls($"appsettings.json, {services} services x 10", json.Router, "http://service-3/api/5", isLargest, () => json.Change());
            if (isLargest)
                Print($"one step of a canary, {services} services x 10", TableReload.Step(json.Router, "s3", "r5"), 5, 1);
        }
    }

    // Those that come after the first one, which the runtime compiles and measures while it works; see "cold" for what that costs.
    private static Cost LoadOf<T>(Func<T> load, Func<T, Cost> cost)
        where T : IDisposable
    {
        using var loaded = load();
        return cost(loaded);
    }

    private void OfDocuments()
    {
        foreach (var services in Sizes)
        {
            var isLargest = services == Sizes[^1];
            using var documents = new DocumentReload(services);
            Print($"documents, {services} files of 10 rules: load", Cost.Median(3, _ => LoadOf(() => new DocumentReload(services), loaded => loaded.Load)), isLargest ? 700 : null, isLargest ? 350 : null);
            var poll = Cost.Median(7, _ => documents.Poll());
            Print($"documents, {services} files of 10 rules: a look at all, nothing changed", poll, isLargest ? 5 : null, isLargest ? 0.3 : null);
            Print($"documents, {services} files of 10 rules: one file changed, beyond that", Cost.Median(7, _ => documents.Change() - poll), isLargest ? 15 : null, isLargest ? 3 : null);
            Stalls($"documents, {services} files of 10 rules", documents.Router, "http://service-3/api/v5/x", isLargest, () => documents.Change());
        }
    }

    private void OfTables()
    {
        Print("one route changed of 10,000 services x 10 / first compile", TableReload.Share(10_000, 10), 0.03);
        Print("one route changed of one service with 100,000 / first compile", TableReload.Share(1, 100_000), 0.4);
    }

    // Beside the same machine busy with something else for as long.
    private void Stalls(string name, TrafficRouter router, string uri, bool isLargest, Action change)
    {
        var took = Cost.Of(change).Milliseconds;
        var stalls = Cost.Median(5, _ => new(CallerStall.During(router, uri, change), 0)).Milliseconds;
        var without = Cost.Median(5, _ => new(CallerStall.During(router, uri, () => Spin(took)), 0)).Milliseconds;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: longest wait of a caller during a change {stalls:0.0} ms, beside other work as long {without:0.0} ms"));
        if (isLargest)
            Print($"{name}: a caller during a change, beyond", new(stalls - without, 0), 5, null);
    }

    private static void Spin(double milliseconds)
    {
        for (var started = ThreadClock.Milliseconds; ThreadClock.Milliseconds - started < milliseconds;)
            Thread.SpinWait(100);
    }

    private void Print(string name, Cost cost, double? milliseconds, double? mebiBytes)
    {
        var isKept = cost.Milliseconds <= (milliseconds ?? double.MaxValue) * Slack && cost.MebiBytes <= (mebiBytes ?? double.MaxValue) * Slack;
        var bound = milliseconds is null ? "" : string.Create(CultureInfo.InvariantCulture, $" ≤ {milliseconds} ms") + (mebiBytes is null ? "" : string.Create(CultureInfo.InvariantCulture, $", {mebiBytes} MiB"));
        Print(string.Create(CultureInfo.InvariantCulture, $"{name}: {cost.Milliseconds:0.0} ms, {cost.MebiBytes:0.00} MiB{bound}"), isKept);
    }

    private void Print(string name, double ratio, double bound) =>
        Print(string.Create(CultureInfo.InvariantCulture, $"{name}: {ratio:0.000} ≤ {bound}"), ratio <= bound * Slack);

    private void Print(string line, bool isKept)
    {
        Console.WriteLine(isKept ? line : $"{line}, BEYOND {Slack}x");
        _isBroken |= !isKept;
    }
}
