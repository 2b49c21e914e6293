namespace TrafficRouting.Http.Tests.Mirroring;

/// <summary>One order of steps after the other: chooses again as before, up to the last choice that leaves another.</summary>
internal sealed class Schedule
{
    private readonly List<(int Chosen, int Of)> _choices = [];
    private int _at;

    /// <summary>Chooses one of some steps.</summary>
    public int Choose(int of)
    {
        if (_at == _choices.Count)
            _choices.Add((0, of));
        Assert.Equal(of, _choices[_at].Of);
        return _choices[_at++].Chosen;
    }

    /// <summary>Goes on to the next order, or tells that there is none.</summary>
    public bool MoveNext()
    {
        _at = 0;
        while (_choices.Count > 0)
        {
            var (chosen, of) = _choices[^1];
            _choices.RemoveAt(_choices.Count - 1);
            if (chosen + 1 == of)
                continue;
            _choices.Add((chosen + 1, of));
            return true;
        }

        return false;
    }
}
