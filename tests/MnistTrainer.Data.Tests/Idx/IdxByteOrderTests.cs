using System.Buffers.Binary;

namespace MnistTrainer.Data.Tests;

/// <summary>Files of programs that wrote the numbers of IDX in the order of their own processor.</summary>
public sealed class IdxByteOrderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Reads_32_bit_pixels_in_either_order(bool isLittleEndian)
    {
        int[] pixels = [0, 255, 3, 4, 5, 6, 7, 8];
        _folder.Write("train-labels-idx1-ubyte", Bytes.Idx([1, 0], 2));
        byte[] file = [.. Numbers([0x0C03]), .. Numbers([2, 2, 2]), .. Numbers(pixels)];
        Dataset set = IdxLoader.Load(_folder.Write("train-images-idx3-int", file), cancellation: TestContext.Current.CancellationToken);
        Assert.Equal([0, 255, 3, 4], set.Samples.Row(0).ToArray());
        Assert.Equal([5, 6, 7, 8], set.Samples.Row(1).ToArray());
        Assert.Equal(isLittleEndian, set.Findings.Contains("byte order: little-endian, contrary to the format"));

        byte[] Numbers(int[] numbers) =>
            [
                .. numbers.SelectMany(number =>
                {
                    byte[] bytes = new byte[sizeof(int)];
                    if (isLittleEndian)
                        BinaryPrimitives.WriteInt32LittleEndian(bytes, number);
                    else
                        BinaryPrimitives.WriteInt32BigEndian(bytes, number);
                    return bytes;
                }),
            ];
    }
}
