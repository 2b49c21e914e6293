using System.Globalization;

namespace TrafficRouting.Benchmarks.Reloads;

/// <summary>
/// What loads and changes cost at 10, 100 and 1,000 services, beside what they would cost if nothing of ours took part. Each line is held
/// to its bound at the largest number; beyond twice the bound the program exits with 1.
/// </summary>
internal sealed class ReloadCost
{
    private const int Slack = 2;
    private const int Turns = 15;
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
            Stalls($"appsettings.json, {services} services x 10, beyond .NET's own reading of the file", json.Router, "http://service-3/api/5", isLargest, (json.Prepare, json.Reload), (json.Prepare, json.ReadAlone));
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
            Stalls($"documents, {services} files of 10 rules, beyond a look at all", documents.Router, "http://service-3/api/v5/x", isLargest, (documents.Prepare, documents.Look), (documents.Look, documents.Look));
        }
    }

    private void OfTables()
    {
        Print("one route changed of 10,000 services x 10 / first compile", TableReload.Share(10_000, 10), 0.03);
        Print("one route changed of one service with 100,000 / first compile", TableReload.Share(1, 100_000), 0.4);
    }

    // In turn: the change, what goes on without it beside other work for as long, and that again, so that the difference of the last two tells what the machine makes of itself.
    private void Stalls(string name, TrafficRouter router, string uri, bool isLargest, (Action Prepare, Action Do) change, (Action Prepare, Action Do) without)
    {
        change.Prepare();
        var took = Cost.Of(change.Do).Milliseconds;
        (Action Prepare, Action Do) other = (without.Prepare, () => ForAtLeast(took, without.Do));
        var turns = new[] { change, other, other }.Select(what => (What: what, Stalls: new List<CallerStall>())).ToList();
        for (var turn = 0; turn < Turns; turn++)
        {
            foreach (var (what, taken) in turns)
                taken.Add(CallerStall.During(router, uri, what.Prepare, what.Do));
        }

        var (changed, one, again) = (CallerStall.Median(turns[0].Stalls), CallerStall.Median(turns[1].Stalls), CallerStall.Median(turns[2].Stalls));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{name}: longest wait of a caller {changed.Longest:0.0} ms, without the change {one.Longest:0.0} and {again.Longest:0.0} ms; pauses for garbage {changed.Collecting:0.0} ms, without {one.Collecting:0.0} and {again.Collecting:0.0} ms"));
        if (isLargest)
            Print($"{name}: a caller during a change", new(changed.Longest - Math.Max(one.Longest, again.Longest), 0), 5, null);
    }

    private static void ForAtLeast(double milliseconds, Action action)
    {
        var started = ThreadClock.Milliseconds;
        action();
        while (ThreadClock.Milliseconds - started < milliseconds)
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
