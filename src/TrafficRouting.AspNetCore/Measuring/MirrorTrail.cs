using TrafficRouting.Http;

namespace TrafficRouting.AspNetCore;

/// <summary>The last minute of one mirror of one route. For one thread.</summary>
internal sealed class MirrorTrail
{
    private readonly Trail[] _outcomes = [.. Enum.GetValues<MirrorOutcome>().Select(_ => new Trail())];

    public Trail Total { get; } = new();

    public Trail Compared { get; } = new();

    public Trail Different { get; } = new();

    public Trail this[MirrorOutcome outcome] => _outcomes[(int)outcome];

    public void Add(MirrorCell cell)
    {
        Total.Add(cell.Total);
        Compared.Add(cell.Compared);
        Different.Add(cell.Different);
        for (var i = 0; i < _outcomes.Length; i++)
            _outcomes[i].Add(cell[(MirrorOutcome)i]);
    }
}
