using System.Runtime.Intrinsics;
using MnistTrainer.NeuralNetwork.Kernels;

namespace MnistTrainer.NeuralNetwork.Tests;

public sealed unsafe class ByteTransposeTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(128)]
    public void Columns_are_those_of_the_rows_and_then_zeros(int rows)
    {
        const int width = 23;
        Random random = new(rows);
        byte[] bytes = new byte[rows * width];
        random.NextBytes(bytes);
        int[] starts = [.. Enumerable.Range(0, rows).Select(row => row * width)];
        random.Shuffle(starts);
        int length = ByteTranspose.Padded(rows);
        byte[] columns = new byte[ByteTranspose.Tile * length];
        Array.Fill<byte>(columns, 7);
        const int from = 5;
        fixed (int* start = starts)
        fixed (byte* column = columns)
            ByteTranspose.Columns(ref bytes[from], start, rows, column);

        Assert.Equal(
            Enumerable
                .Range(0, ByteTranspose.Tile)
                .SelectMany(column => Enumerable.Range(0, length).Select(row => row < rows ? bytes[starts[row] + from + column] : (byte)0)),
            columns
        );
    }

    [Fact]
    public void Bytes_are_interleaved_without_an_instruction_for_it()
    {
        byte[] numbers = [.. Enumerable.Range(0, 32).Select(i => (byte)(200 + i))];
        Vector128<byte> even = Vector128.Create(numbers, 0),
            odd = Vector128.Create(numbers, 16);
        byte[] expected = [.. Enumerable.Range(0, 16).SelectMany(i => new[] { numbers[i], numbers[16 + i] })];
        byte[] found = new byte[32];
        ByteTranspose.InterleaveWords(Vector128.WidenLower(even), Vector128.WidenLower(odd)).CopyTo(found);
        ByteTranspose.InterleaveWords(Vector128.WidenUpper(even), Vector128.WidenUpper(odd)).CopyTo(found, 16);
        Assert.Equal(expected, found);
    }
}
