namespace MnistTrainer.Imaging;

/// <summary>Walks through the runs of a compressed BMP file (RLE4 and RLE8 of Windows), to see that none is cut off or outside the image.</summary>
internal static class BmpRuns
{
    private const int EndOfRow = 0,
        EndOfImage = 1,
        Jump = 2;

    /// <summary>Reads the runs of an image, and ends them as every decoder expects.</summary>
    /// <param name="reader">The reader, at the first run.</param>
    /// <param name="width">The number of columns.</param>
    /// <param name="height">The number of rows.</param>
    /// <param name="isHalfBytes">Whether a pixel has half a byte.</param>
    /// <exception cref="ContainerException">The runs are cut off, or leave the image.</exception>
    public static byte[] Take(ref ContainerReader reader, int width, int height, bool isHalfBytes)
    {
        int start = reader.Position;
        (int column, int row) = (0, 0);
        while (row < height)
        {
            // Some programs leave out the end once all rows are there.
            if (reader.IsAtEnd && row == height - 1 && column == width)
                break;
            int count = reader.Byte("runs");
            int value = reader.Byte("runs");
            if (count > 0)
                column += count;
            else if (value == EndOfImage)
                break;
            else if (value == EndOfRow)
                (column, row) = (0, row + 1);
            else if (value == Jump)
                (column, row) = (column + reader.Byte("runs"), row + reader.Byte("runs"));
            else
            {
                column += value;
                int bytes = isHalfBytes ? (value + 1) / 2 : value;
                _ = reader.Take(bytes + (bytes & 1), "runs");
            }

            if (column > width || row > height)
                throw ContainerException.Damaged("with a run outside the image");
        }

        int length = reader.Position - start;
        reader.MoveTo(start, "runs");
        return [.. reader.Take(length, "runs"), EndOfRow, EndOfImage];
    }
}
