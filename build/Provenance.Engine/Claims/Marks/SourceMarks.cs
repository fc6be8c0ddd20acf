using System.Collections.Immutable;
using Provenance.Engine.Claims.Lines;

namespace Provenance.Engine.Claims.Marks;

/// <summary>The marks in one version of a file.</summary>
/// <param name="Marks">By first line, the wider first; scopes nest or lie apart unless regions of comments cross members.</param>
/// <param name="LineCount">Lines of the file.</param>
/// <param name="Unscoped">Markers that hold for no declaration, such as one inside a method's body or a <c>begin</c> without <c>end</c>.</param>
public sealed record SourceMarks(ImmutableArray<LineMark> Marks, int LineCount, int Unscoped);
