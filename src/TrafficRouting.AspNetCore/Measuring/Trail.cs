namespace TrafficRouting.AspNetCore;

/// <summary>The last minute of a count that grows, in cells of one second. For one thread.</summary>
internal sealed class Trail
{
    /// <summary>The number of cells.</summary>
    public const int Seconds = 60;

    private readonly int[] _cells = new int[Seconds];
    private int _at;
    private int _seen;
    private int _last;

    /// <summary>Takes the count as it is a second after the last.</summary>
    public void Add(int count)
    {
        _cells[_at] = count - _last;
        _at = (_at + 1) % Seconds;
        _last = count;
        _seen = Math.Min(_seen + 1, Seconds);
    }

    /// <summary>Gives what was counted in the last seconds.</summary>
    public int Last(int seconds)
    {
        var sum = 0;
        for (var i = 1; i <= Math.Min(seconds, _seen); i++)
            sum += _cells[(_at - i + Seconds) % Seconds];
        return sum;
    }
}
