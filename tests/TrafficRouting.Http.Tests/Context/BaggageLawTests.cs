using System.Diagnostics;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using TrafficRouting.TestKit;

namespace TrafficRouting.Http.Tests.Context;

/// <summary>What conditions see of baggage is what leaves, wherever it comes from.</summary>
public sealed class BaggageLawTests : IAsyncDisposable
{
    private static readonly string[] Names = ["a", "b", "B", "c*"];

    private readonly RawServer _server = RawServer.Start();

    private enum Sends
    {
        Once,
        Again,
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Property(MaxTest = 150)]
    public Property Baggage_OfAnySource_LeavesAsConditionsSeeIt()
    {
        var items = Gen.ArrayOf(from name in Gen.Elements(Names) from value in Gen.Elements("1", "2", "ö é", "x,y;z=\"%41\\", "\U0001F600") select (name, value)).Resize(3);
        var calls =
            from activity in Gen.OneOf(Gen.Constant<(string, string)[]?>(null), items.Select((string, string)[]? (i) => i))
            from parent in items
            from scoped in Gen.OneOf(Gen.Constant<(string, string)[]>([]), items)
            from given in Gen.OneOf(Gen.Constant<(string, string)[]>([]), items)
            from own in Gen.Elements(null, "a=own, c*=%C3%B6;p=1", "a = 1 ,b=2,a=3", "", "a=1,,b=2", "a=1,b=", "b c=1,a=%41", "=,a=1")
            from sends in Gen.Elements(Enum.GetValues<Sends>())
            select new Call(activity, parent, scoped, given, own, sends);

        return Prop.ForAll(calls.ToArbitrary(), call => Assert.Equal(Sent(call, out var seen), seen));
    }

    private string Sent(Call call, out string seen)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "http://reviews/");
        using var parent = call.Activity is null ? null : Start(call.Parent);
        using var activity = call.Activity is null ? null : Start(call.Activity);
        var scopes = call.Scoped.Select(item => TrafficContext.BeginScope(item.Name, item.Value)).ToList();
        foreach (var (name, value) in call.Given)
            request.SetBaggage(name, value);
        if (call.Own is { } own)
            request.Headers.TryAddWithoutValidation("baggage", own);
        using var invoker = new HttpMessageInvoker(Routing.To(_server.Address).Handler());
        if (call.Sends == Sends.Again)
            invoker.Send(request, CancellationToken.None).Dispose();
        activity?.AddBaggage("b", "late");

        var view = new HttpRequestView(request);
        seen = "";
        foreach (var name in Names.Order(StringComparer.Ordinal))
        {
            if (view.TryGetBaggage(name, out var value))
                seen = $"{seen} {name}={value}".Trim();
        }

        invoker.Send(request, CancellationToken.None).Dispose();
        foreach (var scope in Enumerable.Reverse(scopes))
            scope.Dispose();
        return _server.Received();
    }

    private static Activity Start((string Name, string Value)[] items)
    {
        var activity = new Activity("caller");
        foreach (var (name, value) in items)
            activity.AddBaggage(name, value);
        return activity.Start();
    }

    private sealed record Call((string Name, string Value)[]? Activity, (string Name, string Value)[] Parent, (string Name, string Value)[] Scoped, (string Name, string Value)[] Given, string? Own, Sends Sends)
    {
        public override string ToString() => $"activity {Words(Activity)} parent {Words(Parent)} scoped {Words(Scoped)} given {Words(Given)} own '{Own}' {Sends}";

        private static string Words((string Name, string Value)[]? items) => items is null ? "none" : $"[{string.Join(", ", items.Select(i => $"{i.Name}={i.Value}"))}]";
    }
}
