namespace MnistTrainer.Data;

/// <summary>A digit as the strokes of a pen on a tablet.</summary>
/// <param name="Label">The digit, 0 to 9.</param>
/// <param name="Writer">The number of its writer in the file; empty if the file names none.</param>
/// <param name="Strokes">The strokes in writing order, each with at least one point: x to the right and y down, in the tablet's unit.</param>
internal sealed record PenDigit(int Label, string Writer, IReadOnlyList<Point[]> Strokes);
