package mxping.runtime;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Takes out of the libraries' jars what only debuggers read: names and types of local variables.
 * Lines stay, for stack traces, and so do the names of parameters, for Jackson. Our own jar keeps
 * all: what the JVM says of a bug in it names its variables.
 */
public final class Slimming {
  private static final int API = Opcodes.ASM9;

  private Slimming() {}

  /** Does so in the folder that is the one argument. */
  public static void main(String[] args) throws IOException {
    try (Stream<Path> files = Files.list(Path.of(args[0]))) {
      for (Path jar : files.filter(Slimming::isOfOthers).toList()) {
        slim(jar);
      }
    }
  }

  private static boolean isOfOthers(Path file) {
    String name = file.getFileName().toString();
    return name.endsWith(".jar") && !name.startsWith("mxping-");
  }

  private static void slim(Path jar) throws IOException {
    Path slim = jar.resolveSibling(jar.getFileName() + ".slim");
    try (ZipFile from = new ZipFile(jar.toFile());
        OutputStream file = Files.newOutputStream(slim);
        ZipOutputStream to = new ZipOutputStream(file)) {
      to.setLevel(Deflater.BEST_COMPRESSION);
      for (ZipEntry entry : from.stream().toList()) {
        ZipEntry same = new ZipEntry(entry.getName());
        same.setTimeLocal(entry.getTimeLocal());
        to.putNextEntry(same);
        byte[] content = from.getInputStream(entry).readAllBytes();
        to.write(entry.getName().endsWith(".class") ? slim(content) : content);
      }
    }
    Files.move(slim, jar, StandardCopyOption.REPLACE_EXISTING);
  }

  private static byte[] slim(byte[] compiled) {
    ClassWriter slim = new ClassWriter(0);
    new ClassReader(compiled).accept(new OfClass(slim), 0);
    return slim.toByteArray();
  }

  private static final class OfClass extends ClassVisitor {
    OfClass(ClassVisitor slim) {
      super(API, slim);
    }

    @Override
    public MethodVisitor visitMethod(
        int access,
        String name,
        String descriptor,
        @Nullable String signature,
        String @Nullable [] exceptions) {
      return new OfMethod(super.visitMethod(access, name, descriptor, signature, exceptions));
    }
  }

  private static final class OfMethod extends MethodVisitor {
    OfMethod(MethodVisitor slim) {
      super(API, slim);
    }

    @Override
    public void visitLocalVariable(
        String name,
        String descriptor,
        @Nullable String signature,
        Label start,
        Label end,
        int index) {
      // left out
    }
  }
}
