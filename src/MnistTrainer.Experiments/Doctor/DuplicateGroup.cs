using System.Collections.Immutable;

namespace MnistTrainer.Experiments;

/// <summary>Images that are the same or nearly the same.</summary>
/// <param name="Members">The images, at least two, in ascending order of rows.</param>
public sealed record DuplicateGroup(ImmutableArray<DuplicateMember> Members);

/// <summary>One of several images that are the same.</summary>
/// <param name="Row">The row, from 0.</param>
/// <param name="Other">The row of the most similar member; the lowest among equals.</param>
/// <param name="Kind">How the image and the most similar member are the same.</param>
/// <param name="Similarity">The correlation with that member, up to 1; 1 for exact and shifted copies.</param>
public readonly record struct DuplicateMember(int Row, int Other, DuplicateKind Kind, double Similarity);
