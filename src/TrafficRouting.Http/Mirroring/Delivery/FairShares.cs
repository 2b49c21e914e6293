namespace TrafficRouting.Http;

/// <summary>
/// Divides a capacity. Half of it is divided evenly into parts that nobody else can take, one at least for each member;
/// the rest goes to whoever comes first. A member alone has all of it. Not safe for concurrent use but for <see cref="SeemsToHaveRoom"/>.
/// </summary>
internal sealed class FairShares
{
    private readonly List<FairShare> _members = [];
    private int _capacity;
    private int _part;
    private int _common;

    // What members took above their own parts.
    private int _commonUsed;

    public int Used { get; private set; }

    public FairShare Join()
    {
        var member = new FairShare();
        _members.Add(member);
        Divide(_capacity);
        return member;
    }

    /// <summary>Lets a member go that has nothing taken.</summary>
    public void Leave(FairShare member)
    {
        _members.Remove(member);
        Divide(_capacity);
    }

    public bool TryTake(FairShare member, int capacity)
    {
        if (capacity != _capacity)
            Divide(capacity);
        if (!HasRoom(member))
            return false;

        if (member.Used >= _part)
            _commonUsed++;
        member.Used++;
        Used++;
        return true;
    }

    /// <summary>Tells, as the only thing that is safe beside other threads, whether taking may succeed; an answer may be late by what they do at this moment.</summary>
    public bool SeemsToHaveRoom(FairShare member, int capacity) => capacity != _capacity || HasRoom(member);

    public void GiveBack(FairShare member)
    {
        if (member.Used > _part)
            _commonUsed--;
        member.Used--;
        Used--;
    }

    private bool HasRoom(FairShare member) => Used < _capacity && (member.Used < _part || _commonUsed < _common);

    private void Divide(int capacity)
    {
        _capacity = capacity;
        _part = Math.Max(1, capacity / 2 / Math.Max(1, _members.Count));
        _common = Math.Max(0, capacity - (_part * _members.Count));
        _commonUsed = 0;
        foreach (var member in _members)
            _commonUsed += Math.Max(0, member.Used - _part);
    }
}
