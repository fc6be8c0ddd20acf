namespace Provenance.Engine.History.Alignment;

/// <summary>A run of units that two versions share. Runs of one alignment ascend on both sides and never overlap.</summary>
public readonly record struct Match(int OldStart, int NewStart, int Length);
