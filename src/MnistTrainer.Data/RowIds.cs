namespace MnistTrainer.Data;

/// <summary>The names that a source gives its rows.</summary>
/// <param name="Column">The name of the column that holds them, as written: <c>id</c>, <c>ImageId</c>.</param>
/// <param name="Values">One for each row, in order.</param>
public sealed record RowIds(string Column, IReadOnlyList<string> Values);
