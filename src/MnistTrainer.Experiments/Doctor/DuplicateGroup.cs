using System.Collections.Immutable;

namespace MnistTrainer.Experiments;

/// <summary>Images that are the same, or nearly.</summary>
/// <param name="Members">At least two, in ascending order of their rows.</param>
public sealed record DuplicateGroup(ImmutableArray<DuplicateMember> Members);

/// <summary>One of several images that are the same.</summary>
/// <param name="Row">Its row, from 0.</param>
/// <param name="Other">The row of the member that is most like it; the lowest among equals.</param>
/// <param name="Kind">How it is like that one.</param>
/// <param name="Similarity">The correlation with it, up to 1; 1 for exact and shifted copies.</param>
public readonly record struct DuplicateMember(int Row, int Other, DuplicateKind Kind, double Similarity);
