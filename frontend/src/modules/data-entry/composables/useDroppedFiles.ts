import { onBeforeUnmount, onMounted, ref, type Ref } from 'vue';

const filesOf = (data: DataTransfer | null) => [...(data?.files ?? [])];
const carriesFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;

/** Files dropped anywhere on the page, or pasted; `over` while some are held above it. */
export function useDroppedFiles(take: (files: File[]) => void, enabled: Ref<boolean>) {
  const over = ref(false);
  let depth = 0;

  function onEnter(event: DragEvent): void {
    if (!carriesFiles(event)) return;
    depth += 1;
    over.value = enabled.value;
  }

  function onLeave(event: DragEvent): void {
    if (!carriesFiles(event)) return;
    depth = Math.max(0, depth - 1);
    if (depth === 0) over.value = false;
  }

  /** Without this the browser would leave the page and open the file. */
  function onOver(event: DragEvent): void {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    if (event.dataTransfer) event.dataTransfer.dropEffect = enabled.value ? 'copy' : 'none';
  }

  function onDrop(event: DragEvent): void {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    depth = 0;
    over.value = false;
    const files = filesOf(event.dataTransfer);
    if (enabled.value && files.length > 0) take(files);
  }

  function onPaste(event: ClipboardEvent): void {
    const files = filesOf(event.clipboardData);
    if (!enabled.value || files.length === 0) return;
    event.preventDefault();
    take(files);
  }

  onMounted(() => {
    document.addEventListener('dragenter', onEnter);
    document.addEventListener('dragleave', onLeave);
    document.addEventListener('dragover', onOver);
    document.addEventListener('drop', onDrop);
    document.addEventListener('paste', onPaste);
  });
  onBeforeUnmount(() => {
    document.removeEventListener('dragenter', onEnter);
    document.removeEventListener('dragleave', onLeave);
    document.removeEventListener('dragover', onOver);
    document.removeEventListener('drop', onDrop);
    document.removeEventListener('paste', onPaste);
  });

  return { over };
}
