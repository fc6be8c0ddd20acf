namespace Provenance.Engine.Git;

/// <summary>A second parent for a commit that has one.</summary>
/// <param name="First">The parent that it has.</param>
/// <param name="Parent">The one that it gets.</param>
public readonly record struct Graft(ObjectId Commit, ObjectId First, ObjectId Parent);
