using Provenance.Engine.Analysis.Checks;
using Provenance.Engine.Git;

namespace Provenance.Engine.Reports.Check;

/// <summary>What <c>provenance check</c> says.</summary>
/// <param name="Rev">The commit that was checked.</param>
/// <param name="Path">Repository path of the folder or file asked for; null for all.</param>
/// <param name="PolicyDigest">SHA-256 of the policy; null without one.</param>
/// <param name="Rules">Rules of the policy.</param>
public sealed record CheckReport(ObjectId Rev, string? Path, string? PolicyDigest, int Rules, PolicyCheckResult Result);
