namespace Manifests;

/// <summary>A story that users of a mesh know, told by documents and real requests.</summary>
internal interface IStory
{
    string Title { get; }

    Task<IReadOnlyList<Check>> RunAsync();
}
