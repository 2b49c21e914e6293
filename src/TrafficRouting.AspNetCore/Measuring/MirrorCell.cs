using TrafficRouting.Http;

namespace TrafficRouting.AspNetCore;

/// <summary>What became of the copies for one mirror since somebody looks; growing only.</summary>
internal sealed class MirrorCell
{
    private readonly int[] _outcomes = new int[Enum.GetValues<MirrorOutcome>().Length];
    private int _compared;
    private int _different;

    public int Compared => Volatile.Read(ref _compared);

    public int Different => Volatile.Read(ref _different);

    public int Total => _outcomes.Sum();

    public int this[MirrorOutcome outcome] => Volatile.Read(ref _outcomes[(int)outcome]);

    public void Add(MirrorOutcome outcome) => Interlocked.Increment(ref _outcomes[(int)outcome]);

    public void Add(MirrorComparison comparison)
    {
        Interlocked.Increment(ref _compared);
        if (!comparison.IsMatch)
            Interlocked.Increment(ref _different);
    }
}
