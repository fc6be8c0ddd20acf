using Microsoft.CodeAnalysis.Text;

namespace Provenance.Engine.Evidence.Compile;

/// <summary>A sequence point at the place of the file that it was made from.</summary>
/// <param name="Doubt">Why the place is not certain; none when it is.</param>
internal readonly record struct PlacedPoint(TextSpan Span, MethodPoint Point, UnknownReason Doubt);
