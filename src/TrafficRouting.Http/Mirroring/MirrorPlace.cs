namespace TrafficRouting.Http;

/// <summary>
/// A place in the channel of a mirror's backend, held from the capture of a copy on and given up exactly once, by filling or by releasing it.
/// A channel with a place that is held is never forgotten.
/// </summary>
/// <param name="Target">Whose place it is.</param>
internal readonly record struct MirrorPlace(MirrorTarget Target)
{
    /// <summary>Hands the copy to the workers.</summary>
    public void Fill(MirrorCopy copy) => Target.Channel.Write(copy);

    /// <summary>Gives the place up unused.</summary>
    public void Release() => Target.Channel.Release();
}
