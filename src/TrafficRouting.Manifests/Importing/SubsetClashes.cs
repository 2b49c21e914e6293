using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace TrafficRouting.Manifests;

/// <summary>Finds subsets that cannot be told apart because they resolve to one address. What was said of the same ones before is said again.</summary>
internal sealed class SubsetClashes
{
    private readonly Dictionary<string, Clash> _byAddress = new(StringComparer.OrdinalIgnoreCase);
    private int _round;

    public IEnumerable<AddressFinding> Find(List<UsedBackend> backends)
    {
        _round++;
        var inOrder = new List<Clash>();
        foreach (var backend in backends)
        {
            // Of one whose subset is open that is said already.
            if (backend is not { Use.Identity: Destination { Subset: not null }, Made.Options.Address: { } address, Made.Unresolved: null })
                continue;
            ref var clash = ref CollectionsMarshal.GetValueRefOrAddDefault(_byAddress, address, out _);
            if ((clash ??= new Clash(address)).Add(backend, _round))
                inOrder.Add(clash);
        }

        foreach (var (address, clash) in _byAddress)
        {
            if (clash.Round != _round)
                _byAddress.Remove(address);
        }

        return inOrder.SelectMany(c => c.Findings);
    }

    private sealed class Clash(string address)
    {
        private List<UsedBackend> _members = [];
        private List<UsedBackend> _before = [];
        private ImmutableArray<AddressFinding> _findings = [];

        public int Round { get; private set; }

        public ImmutableArray<AddressFinding> Findings => _members.Count < 2 ? [] : _members.SequenceEqual(_before) ? _findings : _findings = [.. Tell()];

        /// <summary>Adds a subset.</summary>
        /// <returns>Whether it is the first of the round.</returns>
        public bool Add(UsedBackend backend, int round)
        {
            var isFirst = Round != round;
            if (isFirst)
            {
                (Round, _members, _before) = (round, _before, _members);
                _members.Clear();
            }

            _members.Add(backend);
            return isFirst;
        }

        private IEnumerable<AddressFinding> Tell()
        {
            var keys = string.Join(" and ", _members.Select(m => m.Key).Order(StringComparer.Ordinal));
            return _members.Select(m => m.Warn(address, $"Cannot be told apart from the other subsets of {((Destination)m.Use.Identity).Host}: all of them resolve to {address}. Set {keys}, or give endpoints with labels."));
        }
    }
}
